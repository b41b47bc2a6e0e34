/** What every page has in common: its frame, its words for dates and times, its messages, its errors and its headers. */
@NullMarked
package org.cabas.service.page;

import org.jspecify.annotations.NullMarked;
