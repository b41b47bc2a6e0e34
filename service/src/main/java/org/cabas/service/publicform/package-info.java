/** Forms for everyone, by which people who have no account ask a fund for something. */
@NullMarked
package org.cabas.service.publicform;

import org.jspecify.annotations.NullMarked;
