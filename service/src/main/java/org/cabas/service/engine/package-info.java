/** What passes between files and the engine that drives them: its jobs, each done once, and what it is told, in order and once. */
@NullMarked
package org.cabas.service.engine;

import org.jspecify.annotations.NullMarked;
