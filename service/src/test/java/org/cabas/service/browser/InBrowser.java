package org.cabas.service.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of pages in a real Chromium. Its methods take a {@link Studio}:
 * {@snippet :
 * @InBrowser
 * class TablesPageTest {
 *     @Test
 *     void tables_in_force_are_listed(Studio studio) {
 *         var page = studio.onPhone().signIn("comite1@joigny.demo").open("/caisses/joigny/tables");
 *         assertThat(page.locator("h1")).hasText("Les tables");
 *         studio.axeIsClean(page, "tables");
 *     }
 * }
 * }
 * The service and its demonstration data are started for each class of tests, on a schema and with a clock of their own: no class
 * sees what another one did, and the methods of one class, which come in any order, leave each other what they need. Without a
 * Chromium on the machine the tests are left out with a word, or fail where the environment says
 * {@code CABAS_CHROMIUM_REQUIRED=1}, as {@code .ci/run} does. {@code CABAS_CHROMIUM} names a browser that is found nowhere else.
 * Pictures are in {@code target/screenshots}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BrowserExtension.class)
public @interface InBrowser {}
