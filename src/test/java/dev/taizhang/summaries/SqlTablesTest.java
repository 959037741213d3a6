package dev.taizhang.summaries;

import dev.taizhang.definition.Configuration;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The program's tables by a query are checked here as an office's are before every run. */
class SqlTablesTest {
    @Test
    void everyQueryOfTheProgramMakesSenseAndHasTheColumnsOfItsHead() {
        SqlTables.checkBuiltIn(Configuration.read(Path.of("conf")).references().keySet());
    }
}
