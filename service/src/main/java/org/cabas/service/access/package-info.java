/** Who may call: payment gateways and their keys. */
@NullMarked
package org.cabas.service.access;

import org.jspecify.annotations.NullMarked;
