/** Simulations: what drafts would have changed in a fund's past, or in a year made up for it; jobs that can be left and found again. */
@NullMarked
package org.cabas.service.simulation;

import org.jspecify.annotations.NullMarked;
