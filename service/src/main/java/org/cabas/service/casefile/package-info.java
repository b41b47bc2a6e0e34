/** Case files, whatever their process: the tasks that people do about them, their timeline, notes and documents. */
@NullMarked
package org.cabas.service.casefile;

import org.jspecify.annotations.NullMarked;
