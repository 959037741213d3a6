package dev.taizhang.sample;

import java.util.List;
import java.util.stream.IntStream;

/**
 * An industrial cluster with its kinds of projects.
 *
 * @param code the canonical code, as in the reference data
 * @param name the Chinese name
 * @param weight its share of the city's projects, in percent
 * @param bureau the bureau responsible for its projects
 * @param products the products that its projects build
 */
record Cluster(String code, String name, int weight, String bureau, List<Product> products) {

    /**
     * A kind of project.
     *
     * @param name the product
     * @param industryCode its four-digit code in GB/T 4754-2017
     */
    record Product(String name, String industryCode) {}

    private static final String DEVELOPMENT = "发展和改革局";
    private static final String INDUSTRY = "工业和信息化局";
    private static final String FARMING = "农业农村局";
    private static final String ENERGY = "能源局";
    private static final String TRANSPORT = "交通运输局";
    private static final String TOURISM = "文化和旅游局";

    static final List<Cluster> ALL = List.of(
            of("malleable_iron", "玛钢铸造", 13, INDUSTRY, "玛钢管件智能铸造", "3391", "阀门铸件", "3391", "锻件", "3393"),
            of("medical_devices", "医疗器械", 8, INDUSTRY, "外科器械", "3584", "诊断监护设备", "3581", "康复器械", "3589"),
            of(
                    "farm_produce",
                    "农产品加工",
                    16,
                    FARMING,
                    "杂粮加工",
                    "1314",
                    "肉制品加工",
                    "1353",
                    "设施蔬菜基地",
                    "0141",
                    "老陈醋酿造",
                    "1462"),
            of("new_energy", "新能源", 14, ENERGY, "风力发电", "4415", "光伏发电", "4416", "锂离子电池", "3841", "光伏组件", "3825"),
            of("new_materials", "新材料", 11, INDUSTRY, "碳素材料", "3091", "玻璃纤维", "3061", "电子专用材料", "3985"),
            of("equipment", "装备制造", 12, INDUSTRY, "液压元件", "3444", "煤机装备", "3511", "泵阀", "3441"),
            of("logistics", "现代物流", 8, TRANSPORT, "多式联运枢纽", "5810", "冷链仓储", "5930", "通用仓储", "5920"),
            of("tourism", "文旅康养", 7, TOURISM, "古城景区提升", "7861", "旅游饭店", "6110", "康养中心", "8514"),
            of("methanol", "甲醇经济", 5, ENERGY, "甲醇制备", "2614", "甲醇燃料", "2619"),
            of(
                    "public_works",
                    "基础设施和民生",
                    6,
                    DEVELOPMENT,
                    "公路",
                    "4812",
                    "污水处理",
                    "4620",
                    "集中供热",
                    "4430",
                    "综合医院",
                    "8411"));

    private static Cluster of(String code, String name, int weight, String bureau, String... namesAndCodes) {
        List<Product> products = IntStream.range(0, namesAndCodes.length / 2)
                .mapToObj(index -> new Product(namesAndCodes[2 * index], namesAndCodes[2 * index + 1]))
                .toList();
        return new Cluster(code, name, weight, bureau, products);
    }
}
