/**
 * Tables in and out as people write them: CSV in French, read with every problem told, written so that it reads back
 * equal.
 */
@NullMarked
package org.cabas.rules.exchange;

import org.jspecify.annotations.NullMarked;
