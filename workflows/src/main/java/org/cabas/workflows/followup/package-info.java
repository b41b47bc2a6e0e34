/** The health follow-up of a person who consents, as its process asks for it: {@code bpmn/health-follow-up.bpmn}. */
@NullMarked
package org.cabas.workflows.followup;

import org.jspecify.annotations.NullMarked;
