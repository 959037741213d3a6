package dev.taizhang.sample;

import static dev.taizhang.sample.MoneyUnit.HUNDRED_MILLION_IN_HEADER;
import static dev.taizhang.sample.MoneyUnit.TEN_THOUSAND_IN_HEADER;
import static dev.taizhang.sample.MoneyUnit.TEN_THOUSAND_IN_TITLE;

import java.util.List;

/**
 * A county or development zone, with the habits of its office.
 *
 * @param code the county's code of GB/T 2260, or this office's own code of a zone
 * @param name the Chinese name
 * @param weight its share of the city's projects, in percent
 * @param dates how it writes dates in project lists
 * @param unit the unit of the amounts in its project lists
 * @param format the files it sends
 * @param yearOpening how it reports January
 */
record District(
        String code,
        String name,
        int weight,
        DateForm dates,
        MoneyUnit unit,
        FileFormat format,
        YearOpening yearOpening) {

    /** What kind of file an office sends. */
    enum FileFormat {
        /** A workbook with a title row above the header. */
        WORKBOOK,
        /** A GB18030 text with a header row and no title, from an older system. */
        CSV
    }

    /** How an office reports the first months of a year. */
    enum YearOpening {
        /** January has a row of its own. */
        EVERY_MONTH,
        /** January comes with February, which gives the year to date and no month. */
        JANUARY_WITH_FEBRUARY
    }

    static final List<District> ALL = List.of(
            county("140702", "榆次区", 14, DateForm.CHINESE, TEN_THOUSAND_IN_TITLE, YearOpening.EVERY_MONTH),
            county("140703", "太谷区", 9, DateForm.NUMBER, HUNDRED_MILLION_IN_HEADER, YearOpening.JANUARY_WITH_FEBRUARY),
            county("140721", "榆社县", 5, DateForm.DASHED, TEN_THOUSAND_IN_TITLE, YearOpening.EVERY_MONTH),
            county("140722", "左权县", 6, DateForm.DOTTED, HUNDRED_MILLION_IN_HEADER, YearOpening.EVERY_MONTH),
            county("140723", "和顺县", 5, DateForm.SLASHED, TEN_THOUSAND_IN_TITLE, YearOpening.JANUARY_WITH_FEBRUARY),
            county("140724", "昔阳县", 6, DateForm.NUMBER, TEN_THOUSAND_IN_HEADER, YearOpening.EVERY_MONTH),
            county("140725", "寿阳县", 8, DateForm.DOTTED, TEN_THOUSAND_IN_HEADER, YearOpening.EVERY_MONTH),
            county("140727", "祁县", 8, DateForm.CHINESE, TEN_THOUSAND_IN_TITLE, YearOpening.JANUARY_WITH_FEBRUARY),
            county("140728", "平遥县", 9, DateForm.DASHED, TEN_THOUSAND_IN_TITLE, YearOpening.EVERY_MONTH),
            county("140729", "灵石县", 9, DateForm.SLASHED, TEN_THOUSAND_IN_TITLE, YearOpening.EVERY_MONTH),
            county("140781", "介休市", 11, DateForm.CHINESE, HUNDRED_MILLION_IN_HEADER, YearOpening.EVERY_MONTH),
            zone("1407Z1", "晋中开发区", 7, DateForm.DASHED, YearOpening.JANUARY_WITH_FEBRUARY),
            zone("1407Z2", "晋中国家农高区", 3, DateForm.SLASHED, YearOpening.EVERY_MONTH));

    static District coded(String code) {
        return ALL.stream()
                .filter(district -> district.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No district " + code + "."));
    }

    private static District county(
            String code, String name, int weight, DateForm dates, MoneyUnit unit, YearOpening opening) {
        return new District(code, name, weight, dates, unit, FileFormat.WORKBOOK, opening);
    }

    private static District zone(String code, String name, int weight, DateForm dates, YearOpening opening) {
        return new District(code, name, weight, dates, TEN_THOUSAND_IN_HEADER, FileFormat.CSV, opening);
    }

    /** The name of a file of this office: the parts stand apart by spaces, in older systems' files by underscores. */
    String fileName(String period, String subject) {
        return switch (format) {
            case WORKBOOK -> period + " " + name + " " + subject + ".xlsx";
            case CSV -> period + "_" + name + "_" + subject + ".csv";
        };
    }
}
