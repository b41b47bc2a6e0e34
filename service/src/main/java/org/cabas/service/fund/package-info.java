/** Local funds, the tables they decide by, and which version of them is in force. */
@NullMarked
package org.cabas.service.fund;

import org.jspecify.annotations.NullMarked;
