/** Double-entry money: accounts, transfers that are never changed, and a journal sealed by a hash chain. */
@NullMarked
package org.cabas.service.ledger;

import org.jspecify.annotations.NullMarked;
