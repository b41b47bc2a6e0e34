/** The demonstration funds: real ones and proposals, with the tables their committees would write, from the class path. */
@NullMarked
package org.cabas.rules.funds;

import org.jspecify.annotations.NullMarked;
