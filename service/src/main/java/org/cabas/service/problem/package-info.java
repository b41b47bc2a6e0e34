/** Errors as RFC 9457 problems, in the caller's language, with every fault and its place. */
@NullMarked
package org.cabas.service.problem;

import org.jspecify.annotations.NullMarked;
