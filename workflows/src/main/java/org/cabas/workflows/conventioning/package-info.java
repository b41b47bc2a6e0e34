/** The conventioning of a merchant, as its process asks for it: {@code bpmn/conventioning.bpmn}. */
@NullMarked
package org.cabas.workflows.conventioning;

import org.jspecify.annotations.NullMarked;
