package dev.taizhang.feeds;

import java.util.HashMap;
import java.util.Map;

/** The number formats that a workbook names by number without spelling them out, as Chinese Excel shows them. */
final class BuiltInFormats {
    static final String GENERAL = "General";

    private static final Map<Integer, String> CODES = codes();

    private BuiltInFormats() {}

    /** The code of a format; that of plain numbers if the number is unknown. */
    static String code(int format) {
        return CODES.getOrDefault(format, GENERAL);
    }

    private static Map<Integer, String> codes() {
        Map<Integer, String> codes = new HashMap<>();
        put(codes, "0", 1);
        put(codes, "0.00", 2);
        put(codes, "#,##0", 3);
        put(codes, "#,##0.00", 4);
        // The currency of these formats is that of the machine on which the file is opened; they state none.
        put(codes, "#,##0;-#,##0", 5, 6, 37, 38, 41, 42);
        put(codes, "#,##0.00;-#,##0.00", 7, 8, 39, 40, 43, 44);
        put(codes, "0%", 9);
        put(codes, "0.00%", 10);
        put(codes, "0.00E+00", 11);
        put(codes, "# ?/?", 12);
        put(codes, "# ??/??", 13);
        put(codes, "##0.0E+0", 48);
        put(codes, "@", 49);
        put(codes, "yyyy/m/d", 14);
        put(codes, "d-mmm-yy", 15);
        put(codes, "d-mmm", 16);
        put(codes, "mmm-yy", 17);
        put(codes, "h:mm AM/PM", 18);
        put(codes, "h:mm:ss AM/PM", 19);
        put(codes, "h:mm", 20);
        put(codes, "h:mm:ss", 21);
        put(codes, "yyyy/m/d h:mm", 22);
        put(codes, "mm:ss", 45);
        put(codes, "[h]:mm:ss", 46);
        put(codes, "mm:ss.0", 47);
        put(codes, "yyyy\"年\"m\"月\"", 27, 36, 50, 52, 57);
        put(codes, "m\"月\"d\"日\"", 28, 29, 51, 53, 54, 58);
        put(codes, "m-d-yy", 30);
        put(codes, "yyyy\"年\"m\"月\"d\"日\"", 31);
        put(codes, "h\"时\"mm\"分\"", 32);
        put(codes, "h\"时\"mm\"分\"ss\"秒\"", 33);
        put(codes, "上午/下午h\"时\"mm\"分\"", 34, 55);
        put(codes, "上午/下午h\"时\"mm\"分\"ss\"秒\"", 35, 56);
        return codes;
    }

    private static void put(Map<Integer, String> codes, String code, int... formats) {
        for (int format : formats) {
            codes.put(format, code);
        }
    }
}
