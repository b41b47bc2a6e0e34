/** Tables compiled to Drools through its executable model, built in Java: a cell is a constant, never text or code. */
@NullMarked
package org.cabas.rules.engine;

import org.jspecify.annotations.NullMarked;
