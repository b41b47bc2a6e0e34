/** Who asks and what they may do: payment gateways by their keys, people by their session and their roles in each fund. */
@NullMarked
package org.cabas.service.access;

import org.jspecify.annotations.NullMarked;
