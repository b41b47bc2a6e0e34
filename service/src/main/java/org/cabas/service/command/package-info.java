/** The command line: {@code cabas demo}, {@code serve}, {@code check}, {@code evaluate} and the like, in French. */
@NullMarked
package org.cabas.service.command;

import org.jspecify.annotations.NullMarked;
