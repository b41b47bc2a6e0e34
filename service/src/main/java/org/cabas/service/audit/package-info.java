/** The audit log: who did what, when; written in the transaction of what was done, and never changed. */
@NullMarked
package org.cabas.service.audit;

import org.jspecify.annotations.NullMarked;
