/** The conventioning of merchants: their applications, visits and votes, and the conventions that purchases read. */
@NullMarked
package org.cabas.service.conventioning;

import org.jspecify.annotations.NullMarked;
