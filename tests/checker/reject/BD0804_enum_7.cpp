// expect BD0804
enum class sip { kOne };
