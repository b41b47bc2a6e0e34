/** What the demonstration shows: funds with households, merchants and goods, made up from a fixed seed. */
@NullMarked
package org.cabas.service.demo.data;

import org.jspecify.annotations.NullMarked;
