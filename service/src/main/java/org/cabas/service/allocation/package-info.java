/** Money that reaches members: what a fund receives, and what it allocates to households. */
@NullMarked
package org.cabas.service.allocation;

import org.jspecify.annotations.NullMarked;
