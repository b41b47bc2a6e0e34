/** A demonstration year: who might live in a fund, where they might buy and what, drawn from a seed. */
@NullMarked
package org.cabas.rules.year;

import org.jspecify.annotations.NullMarked;
