/** How the service speaks to MariaDB: short transactions that survive deadlocks, and changes that every instance follows. */
@NullMarked
package org.cabas.service.database;

import org.jspecify.annotations.NullMarked;
