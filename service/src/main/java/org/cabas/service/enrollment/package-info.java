/** How households come in: applications, admission by the fund's table, places and who waits for them, cards, pauses and departures. */
@NullMarked
package org.cabas.service.enrollment;

import org.jspecify.annotations.NullMarked;
