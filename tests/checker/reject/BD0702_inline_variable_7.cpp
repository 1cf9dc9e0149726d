// expect BD0702
inline constexpr long memcpy = 1;
