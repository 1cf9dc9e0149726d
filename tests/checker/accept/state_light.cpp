// a traffic light
enum class Light { kRed, kRedAmber, kGreen, kAmber };
constexpr Light next(Light light) {
  switch (light) {
    case Light::kRed: return Light::kRedAmber;
    case Light::kRedAmber: return Light::kGreen;
    case Light::kGreen: return Light::kAmber;
    case Light::kAmber: return Light::kRed;
  }
}
static_assert(next(next(Light::kRed)) == Light::kGreen);
constexpr unsigned seconds(Light light) { return light == Light::kGreen || light == Light::kRed ? 30 : 3; }
