/** Cases that a committee keeps with the answers it expects, asked of every version of a table. */
@NullMarked
package org.cabas.rules.cases;

import org.jspecify.annotations.NullMarked;
