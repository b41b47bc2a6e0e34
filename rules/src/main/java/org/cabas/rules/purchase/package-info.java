/** A purchase decided: a pure function of its basket, the place it is made at, one policy and the money there is. */
@NullMarked
package org.cabas.rules.purchase;

import org.jspecify.annotations.NullMarked;
