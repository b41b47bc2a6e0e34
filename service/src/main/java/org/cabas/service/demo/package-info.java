/** The demonstration: a real MariaDB of its own beside the service, in one process to start and to stop. */
@NullMarked
package org.cabas.service.demo;

import org.jspecify.annotations.NullMarked;
