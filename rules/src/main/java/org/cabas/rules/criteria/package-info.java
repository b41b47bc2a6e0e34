/** Questions of a fund's own: columns that a committee adds to its tables, names, orders and removes, without a programmer. */
@NullMarked
package org.cabas.rules.criteria;

import org.jspecify.annotations.NullMarked;
