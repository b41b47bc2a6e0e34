/** Where people arrive: their funds, a fund today, and the page that a fund shows to everyone. */
@NullMarked
package org.cabas.service.home;

import org.jspecify.annotations.NullMarked;
