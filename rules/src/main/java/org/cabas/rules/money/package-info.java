/** Money: whole cents of one currency, and the only place where cents are added, shared and rounded. */
@NullMarked
package org.cabas.rules.money;

import org.jspecify.annotations.NullMarked;
