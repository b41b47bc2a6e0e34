/** The catalogue: packaged products by GTIN, with the facts that tables ask about. */
@NullMarked
package org.cabas.service.product;

import org.jspecify.annotations.NullMarked;
