/** Words for people: French first, English for those who ask; never text in code. */
@NullMarked
package org.cabas.service.language;

import org.jspecify.annotations.NullMarked;
