/** Tests of pages as people see them: the whole service, its demonstration, and a real browser. */
@NullMarked
package org.cabas.service.browser;

import org.jspecify.annotations.NullMarked;
