/** The workflows that people follow, one package each; every one of them arrives with its own BPMN diagram. */
@NullMarked
package org.cabas.workflows;

import org.jspecify.annotations.NullMarked;
