/** What other tables would have changed: two policies over the same past, event by event, and what may be told of it. */
@NullMarked
package org.cabas.rules.simulate;

import org.jspecify.annotations.NullMarked;
