/** Tables as committees write them before a vote: every change is kept, and several people may write at once. */
@NullMarked
package org.cabas.service.draft;

import org.jspecify.annotations.NullMarked;
