// expect BD0701
asm(".globl x");
