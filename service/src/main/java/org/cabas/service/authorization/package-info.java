/** The payment side: a purchase is decided by the fund's tables, its money is held, taken, released or given back once. */
@NullMarked
package org.cabas.service.authorization;

import org.jspecify.annotations.NullMarked;
