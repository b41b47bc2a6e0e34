/** How drafts become law: a committee proposes, discusses, votes and publishes. */
@NullMarked
package org.cabas.service.vote;

import org.jspecify.annotations.NullMarked;
