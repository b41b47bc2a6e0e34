/** The health follow-up of people who consent to it: asked and written down by nurses, sealed by a key of each person's own. */
@NullMarked
package org.cabas.service.followup;

import org.jspecify.annotations.NullMarked;
