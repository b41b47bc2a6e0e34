/** Starting the service and stopping it in good order, and the sentences that say how it goes. */
@NullMarked
package org.cabas.service.start;

import org.jspecify.annotations.NullMarked;
