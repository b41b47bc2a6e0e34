/** Merchants and the conventions under which a fund accepts them. */
@NullMarked
package org.cabas.service.merchant;

import org.jspecify.annotations.NullMarked;
