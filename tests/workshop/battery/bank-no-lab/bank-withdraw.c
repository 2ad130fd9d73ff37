/* refused: lab.h */
int nothing;
