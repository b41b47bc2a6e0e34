/** The enrollment of a household, as its process asks for it: {@code bpmn/enrollment.bpmn}. */
@NullMarked
package org.cabas.workflows.enrollment;

import org.jspecify.annotations.NullMarked;
