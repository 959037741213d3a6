package dev.taizhang.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where one statement ends and the next begins. */
class StatementsTest {
    @Test
    void aSemicolonEndsAStatementUnlessItIsQuotedOrInAComment() {
        Statements statements = Statements.of("""
                SELECT 'a;b', "c;d" FROM `e;f`; -- the first; of two
                /* none; here */ ;
                SELECT 最新.县区
                FROM 最新.分县区项目 ;
                SELECT 3
                """);

        assertThat(statements.complete())
                .containsExactly("SELECT 'a;b', \"c;d\" FROM `e;f`", "SELECT 最新.县区\nFROM 最新.分县区项目");
        assertThat(statements.rest()).isEqualTo("SELECT 3");
        assertThat(statements.all()).hasSize(3);
    }

    @Test
    void blanksAndCommentsAreNoStatement() {
        assertThat(Statements.of("").all()).isEmpty();
        assertThat(Statements.of(" ;; -- nothing\n").all()).isEmpty();
    }

    @Test
    void anOpenQuoteIsNotComplete() {
        assertThat(Statements.of("SELECT 'a; b").complete()).isEmpty();
        assertThat(Statements.of("SELECT 'a; b").rest()).isEqualTo("SELECT 'a; b");
    }
}
