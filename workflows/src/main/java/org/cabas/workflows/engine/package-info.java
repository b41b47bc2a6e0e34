/** The engine that drives files through their processes, as the rest of the house speaks to it: commands out, jobs in. */
@NullMarked
package org.cabas.workflows.engine;

import org.jspecify.annotations.NullMarked;
